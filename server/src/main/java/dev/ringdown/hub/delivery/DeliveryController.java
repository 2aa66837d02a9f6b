package dev.ringdown.hub.delivery;

import dev.ringdown.api.conversationmanager.DeliveryApi;
import dev.ringdown.hub.HubApi;
import dev.ringdown.web.UnbuiltOperations;
import io.micronaut.http.annotation.Controller;

/** Deliveries: what waits for a receiver, and what did not reach it. */
@Controller(HubApi.BASE_PATH)
@UnbuiltOperations
abstract class DeliveryController implements DeliveryApi {
}
