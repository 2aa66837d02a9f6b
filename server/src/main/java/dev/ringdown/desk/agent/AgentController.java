package dev.ringdown.desk.agent;

import dev.ringdown.api.agentchat.AgentsApi;
import dev.ringdown.desk.DeskApi;
import dev.ringdown.web.UnbuiltOperations;
import io.micronaut.http.annotation.Controller;

/** Agents: who works at the desk. */
@Controller(DeskApi.BASE_PATH)
@UnbuiltOperations
abstract class AgentController implements AgentsApi {
}
