package dev.ringdown.desk.customer;

import dev.ringdown.api.agentchat.CustomersApi;
import dev.ringdown.api.agentchat.model.AddCommentRequest;
import dev.ringdown.api.agentchat.model.AddCommentResponse;
import dev.ringdown.api.agentchat.model.ErrorCode;
import dev.ringdown.api.agentchat.model.GetCommentsResponse;
import dev.ringdown.api.agentchat.model.GetCustomerResponse;
import dev.ringdown.api.agentchat.model.SearchCustomerResponse;
import dev.ringdown.api.agentchat.model.UpdateCustomerRequest;
import dev.ringdown.api.agentchat.model.UpdateCustomerResponse;
import dev.ringdown.desk.DeskApi;
import dev.ringdown.desk.DeskException;
import dev.ringdown.desk.GivenParameters;
import dev.ringdown.desk.GivenTexts;
import dev.ringdown.desk.agent.CurrentCaller;
import dev.ringdown.desk.chat.ShownChats;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import java.util.Optional;

/** Customers, and what agents note of them. */
@Controller(DeskApi.BASE_PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
class CustomerController implements CustomersApi {

    private static final int CHATS_WITH_CUSTOMER = 50;
    private static final int SHORTEST_TEXT = 2;

    private final CustomerService service;
    private final CustomerSearch search;
    private final CommentService comments;
    private final ShownChats chats;
    private final CurrentCaller caller;
    private final GivenParameters given;

    CustomerController(CustomerService service, CustomerSearch search, CommentService comments, ShownChats chats, CurrentCaller caller,
                       GivenParameters given) {
        this.service = service;
        this.search = search;
        this.comments = comments;
        this.chats = chats;
        this.caller = caller;
        this.given = given;
    }

    // The limits of optional parameters are repeated: the generated interface lacks them.
    @Override
    public HttpResponse<SearchCustomerResponse> searchCustomer(String version, String searchText, @Min(1) @Max(200) Integer pageSize) {
        if (SearchText.length(searchText) < SHORTEST_TEXT) {
            throw DeskException.badRequest(ErrorCode.INVALID_REQUEST, "SearchText", "SearchText must have at least 2 characters besides spaces around it.");
        }
        CustomerSearch.Found found = search.find(SearchText.of(searchText), pageSize);
        return HttpResponse.ok(new SearchCustomerResponse(found.customers().stream().map(CustomerController::form).toList(),
                found.count(), found.least()));
    }

    @Override
    public HttpResponse<GetCustomerResponse> getCustomer(String version, Long customerID) {
        Customer customer = service.get(customerID);
        return HttpResponse.ok(new GetCustomerResponse(form(customer), chats.latestOf(caller.get(), customerID, CHATS_WITH_CUSTOMER)));
    }

    @Override
    public HttpResponse<UpdateCustomerResponse> updateCustomer(String version, UpdateCustomerRequest body) {
        GivenTexts.checkLine("CustomerName", body.customerName());
        service.update(caller.get(), body.customerID(),
                new CustomerService.Change(body.customerName(), body.emailAddress(), body.comments(), body.tagID()));
        return HttpResponse.ok(new UpdateCustomerResponse(body.customerID()));
    }

    @Override
    public HttpResponse<AddCommentResponse> addComment(String version, AddCommentRequest body) {
        return HttpResponse.ok(new AddCommentResponse(comments.add(caller.get(), body.customerID(), body.comment())));
    }

    @Override
    public HttpResponse<GetCommentsResponse> getComments(String version, Long customerID, Optional<@Min(1) Long> beforeCommentID,
            @Min(1) @Max(200) Integer pageSize) {
        given.checkRead("BeforeCommentID", beforeCommentID);
        return HttpResponse.ok(new GetCommentsResponse(comments.page(caller.get(), customerID, beforeCommentID.orElse(null), pageSize).stream()
                .map(CustomerController::form).toList()));
    }

    private static dev.ringdown.api.agentchat.model.Customer form(Customer customer) {
        return new dev.ringdown.api.agentchat.model.Customer(customer.id(), customer.name(), customer.mobileNumber(), customer.email(),
                customer.comments(), customer.firstSeenAt(), customer.lastSeenAt());
    }

    private static dev.ringdown.api.agentchat.model.Comment form(CommentView comment) {
        return new dev.ringdown.api.agentchat.model.Comment(comment.id(), comment.customerId(), comment.chatId(), comment.agentId(),
                comment.agentName(), comment.text(), comment.created());
    }
}
