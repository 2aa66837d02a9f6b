package dev.ringdown.conformance.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The exact sets of operations: those that the APIs are known by, and those that Ringdown adds. None comes or goes unnoticed. */
class OperationsTest {

    private static final List<String> HUB_ESTABLISHED = names("""
            createAuthentication getAllAuthentication getAuthentication updateAuthentication deleteAuthentication
            createClientApplication getAllClientApplication getClientApplication updateClientApplication deleteClientApplication
            createParticipant getAllParticipant getParticipant updateParticipant deleteParticipant
            createChannel getAllChannels getChannel updateChannel deleteChannel
            createOrchestration getAllOrchestration getOrchestration updateOrchestration deleteOrchestration
            createAccount getAllAccounts getAccount updateAccount deleteAccount
            sendMessage fetchConversation
            createAsset getAsset deleteAsset
            """);

    private static final List<String> HUB_OURS = names("""
            createClientCredentials deleteClientCredentials
            uploadAssetContent downloadAssetContent
            getAllDeliveries getDelivery retryDelivery
            """);

    private static final List<String> DESK_ESTABLISHED = names("""
            AgentLogon SetPassword RequestPasswordReset AgentLogoff SendMessage AddComment
            TransferChatToDepartment TransferChatToAgent GrabChat GetChats ExportChat CloseChat AssignChat
            CreateAgent KeepAlive UpdateAgent
            CreateDepartment UpdateDepartment GetDepartments
            UpdateCustomer SearchCustomer
            AddTag CreateTag RemoveTag UpdateTag DeleteTag CreateTagGroup UpdateTagGroup
            CreateCannedResponse UpdateCannedResponse DeleteCannedResponse
            UpdateWorkingHours
            CreateReportSchedule GetLiveMetrics GetReports GetDashboard DeleteScheduledReport CreateRecipient GetRecipients DeleteRecipient
            UpdateSettings GetSettings
            """);

    private static final List<String> DESK_OURS = names("""
            GetAgents GetTagGroups GetCannedResponses GetWorkingHours GetCustomer GetMessages GetComments GetAttachment GetReport
            GetSessions EndSession Events
            """);

    /** The desk's operations that the vendor's pages name; the other established ones are known from the brief. */
    private static final List<String> DESK_DOCUMENTED = names("AgentLogon SetPassword RequestPasswordReset AgentLogoff SendMessage AddComment");

    @Test
    void theHubHas35EstablishedOperationsAnd7OfOurs() {
        assertEquals(35, HUB_ESTABLISHED.size());
        assertEquals(7, HUB_OURS.size());
        assertOperations("conversation-manager", origin -> !origin.equals("ours"), HUB_ESTABLISHED);
        assertOperations("conversation-manager", "ours"::equals, HUB_OURS);
    }

    @Test
    void theDeskHas42EstablishedOperationsAnd12OfOurs() {
        assertEquals(42, DESK_ESTABLISHED.size());
        assertEquals(12, DESK_OURS.size());
        assertOperations("agentchat", origin -> !origin.equals("ours"), DESK_ESTABLISHED);
        assertOperations("agentchat", "ours"::equals, DESK_OURS);
        assertOperations("agentchat", "doc"::equals, DESK_DOCUMENTED);
    }

    private static void assertOperations(String contract, Predicate<String> origin, List<String> expected) {
        var actual = Contracts.read(contract).operations().stream()
                .filter(operation -> origin.test(operation.node().at("x-origin").text()))
                .map(Operation::id)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(expected), actual);
    }

    private static List<String> names(String text) {
        return Arrays.asList(text.trim().split("\\s+"));
    }
}
