package dev.ringdown.conformance.desk;

import dev.ringdown.conformance.spec.NotBuiltYet;
import dev.ringdown.testspec.agentchat.CustomersApiTestSpec;
import org.junit.jupiter.api.Test;

/** Shows every status of every operation of the tag Customers. */
class CustomersApiIT implements CustomersApiTestSpec {

    @Test
    @Override
    public void addComment200() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void addComment400() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void addComment401() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void addComment403() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void addComment404() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void addComment406() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void addComment409() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void addComment413() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void addComment415() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getComments200() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getComments400() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getComments401() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getComments404() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getComments406() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getCustomer200() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getCustomer400() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getCustomer401() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getCustomer404() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void getCustomer406() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void searchCustomer200() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void searchCustomer400() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void searchCustomer401() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void searchCustomer406() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateCustomer200() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateCustomer400() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateCustomer401() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateCustomer403() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateCustomer404() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateCustomer406() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateCustomer409() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateCustomer413() {
        NotBuiltYet.unbuilt();
    }

    @Test
    @Override
    public void updateCustomer415() {
        NotBuiltYet.unbuilt();
    }
}
