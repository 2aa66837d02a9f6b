package dev.ringdown.desk.customer;

import dev.ringdown.api.agentchat.CustomersApi;
import dev.ringdown.desk.DeskApi;
import dev.ringdown.web.UnbuiltOperations;
import io.micronaut.http.annotation.Controller;

/** Customers, and what agents note of them. */
@Controller(DeskApi.BASE_PATH)
@UnbuiltOperations
abstract class CustomerController implements CustomersApi {
}
