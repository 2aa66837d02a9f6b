package dev.ringdown.conformance.desk;

import dev.ringdown.conformance.spec.NotBuiltYet;
import dev.ringdown.testspec.agentchat.TagsApiTestSpec;
import org.junit.jupiter.api.Test;

/** Shows every status of every operation of the tag Tags. */
class TagsApiIT implements TagsApiTestSpec {

    @Test
    @Override
    public void addTag200() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void addTag400() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void addTag401() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void addTag403() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void addTag404() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void addTag406() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void addTag409() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void addTag413() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void addTag415() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createTag200() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createTag400() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createTag401() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createTag403() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createTag404() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createTag406() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createTag409() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createTag413() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createTag415() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createTagGroup200() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createTagGroup400() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createTagGroup401() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createTagGroup403() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createTagGroup406() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createTagGroup409() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createTagGroup413() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createTagGroup415() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void deleteTag200() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void deleteTag400() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void deleteTag401() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void deleteTag403() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void deleteTag404() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void deleteTag406() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void deleteTag409() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getTagGroups200() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getTagGroups400() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getTagGroups401() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getTagGroups406() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void removeTag200() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void removeTag400() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void removeTag401() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void removeTag403() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void removeTag404() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void removeTag406() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void removeTag409() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void removeTag413() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void removeTag415() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateTag200() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateTag400() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateTag401() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateTag403() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateTag404() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateTag406() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateTag409() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateTag413() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateTag415() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateTagGroup200() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateTagGroup400() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateTagGroup401() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateTagGroup403() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateTagGroup404() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateTagGroup406() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateTagGroup409() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateTagGroup413() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateTagGroup415() {
        NotBuiltYet.unbuilt();
    }
}
