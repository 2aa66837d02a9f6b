package dev.ringdown.desk.settings;

import dev.ringdown.api.agentchat.SettingsApi;
import dev.ringdown.desk.DeskApi;
import dev.ringdown.web.UnbuiltOperations;
import io.micronaut.http.annotation.Controller;

/** Settings and messages of the company. */
@Controller(DeskApi.BASE_PATH)
@UnbuiltOperations
abstract class SettingsController implements SettingsApi {
}
