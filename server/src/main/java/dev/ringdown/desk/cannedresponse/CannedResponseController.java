package dev.ringdown.desk.cannedresponse;

import dev.ringdown.api.agentchat.CannedResponsesApi;
import dev.ringdown.desk.DeskApi;
import dev.ringdown.web.UnbuiltOperations;
import io.micronaut.http.annotation.Controller;

/** Canned responses: texts that agents send often. */
@Controller(DeskApi.BASE_PATH)
@UnbuiltOperations
abstract class CannedResponseController implements CannedResponsesApi {
}
