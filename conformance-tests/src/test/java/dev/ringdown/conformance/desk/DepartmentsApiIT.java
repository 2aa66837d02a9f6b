package dev.ringdown.conformance.desk;

import dev.ringdown.conformance.spec.NotBuiltYet;
import dev.ringdown.testspec.agentchat.DepartmentsApiTestSpec;
import org.junit.jupiter.api.Test;

/** Shows every status of every operation of the tag Departments. */
class DepartmentsApiIT implements DepartmentsApiTestSpec {

    @Test
    @Override
    public void createDepartment200() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createDepartment400() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createDepartment401() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createDepartment403() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createDepartment404() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createDepartment406() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createDepartment409() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createDepartment413() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void createDepartment415() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getDepartments200() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getDepartments400() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getDepartments401() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getDepartments406() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateDepartment200() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateDepartment400() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateDepartment401() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateDepartment403() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateDepartment404() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateDepartment406() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateDepartment409() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateDepartment413() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateDepartment415() {
        NotBuiltYet.unbuilt();
    }
}
