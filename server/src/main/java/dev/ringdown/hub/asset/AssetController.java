package dev.ringdown.hub.asset;

import dev.ringdown.api.conversationmanager.AssetsApi;
import dev.ringdown.hub.HubApi;
import dev.ringdown.web.UnbuiltOperations;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;

/** Assets: files on their way through the hub. */
@Controller(HubApi.BASE_PATH)
@UnbuiltOperations
abstract class AssetController implements AssetsApi {

    /** Takes any media type: the generated interface says nothing of it, and the framework would take JSON alone. */
    @Override
    @Consumes(MediaType.ALL)
    public abstract HttpResponse<Object> uploadAssetContent(String id, Long expires, String signature, byte[] body);
}
