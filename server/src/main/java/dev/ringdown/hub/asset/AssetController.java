package dev.ringdown.hub.asset;

import dev.ringdown.api.conversationmanager.AssetsApi;
import dev.ringdown.hub.HubApi;
import dev.ringdown.web.UnbuiltOperations;
import io.micronaut.http.annotation.Controller;

/** Assets: files on their way through the hub. */
@Controller(HubApi.BASE_PATH)
@UnbuiltOperations
abstract class AssetController implements AssetsApi {
}
