package dev.ringdown.hub.delivery;

import dev.ringdown.api.conversationmanager.DeliveryApi;
import dev.ringdown.api.conversationmanager.model.Delivery;
import dev.ringdown.api.conversationmanager.model.DeliveryApplication;
import dev.ringdown.api.conversationmanager.model.DeliveryAttempt;
import dev.ringdown.api.conversationmanager.model.DeliveryConversation;
import dev.ringdown.api.conversationmanager.model.DeliveryDetail;
import dev.ringdown.api.conversationmanager.model.DeliveryMessage;
import dev.ringdown.api.conversationmanager.model.DeliveryPage;
import dev.ringdown.api.conversationmanager.model.DeliveryState;
import dev.ringdown.api.conversationmanager.model.MessageType;
import dev.ringdown.api.conversationmanager.model.MessageTypeName;
import dev.ringdown.api.conversationmanager.model.OpenDeliveryState;
import dev.ringdown.api.conversationmanager.model.PaginationInfo;
import dev.ringdown.api.conversationmanager.model.PartyType;
import dev.ringdown.hub.HubApi;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Deliveries: what waits for a receiver, and what did not reach it. */
@Controller(HubApi.BASE_PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
class DeliveryController implements DeliveryApi {

    private final DeliveryService deliveries;

    DeliveryController(DeliveryService deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public HttpResponse<DeliveryPage> getAllDeliveries(Optional<OpenDeliveryState> state, Optional<UUID> applicationId,
                                                       Optional<UUID> conversationId, Integer pagenum, Integer pagesize) {
        DeliveryService.Page page = deliveries.list(new DeliveryService.Filter(state.map(Enum::name).orElse(null), applicationId.orElse(null),
                conversationId.orElse(null)), pagenum, pagesize);
        return HttpResponse.ok(new DeliveryPage(new PaginationInfo(Math.toIntExact(page.count()), pagenum, pagesize),
                page.deliveries().stream().map(DeliveryController::answer).toList()));
    }

    @Override
    public HttpResponse<DeliveryDetail> getDelivery(UUID id) {
        DeliveryService.Detail detail = deliveries.get(id);
        DeliveryRow row = detail.delivery();
        Delivery delivery = answer(row);
        return HttpResponse.ok(new DeliveryDetail(delivery.id(), delivery.state(), delivery.application(), delivery.role(), delivery.conversation(),
                delivery.message(), delivery.attemptCount(), delivery.created(), delivery.nextAttempt(), delivery.expires(),
                attempts(row, detail.failedAttempts(), delivery.state())));
    }

    @Override
    public HttpResponse<Object> retryDelivery(UUID id) {
        deliveries.retry(id);
        return HttpResponse.accepted();
    }

    private static Delivery answer(DeliveryRow row) {
        return new Delivery(row.id(), DeliveryState.toEnum(row.state().toLowerCase(Locale.ROOT)), new DeliveryApplication(row.applicationId()),
                PartyType.toEnum(row.role()), new DeliveryConversation(row.conversationId()),
                new DeliveryMessage(row.messageId(), row.sendersId() == null ? null : new String(row.sendersId(), StandardCharsets.UTF_8),
                        new MessageType(MessageTypeName.toEnum(row.type()))),
                row.attempts(), row.created(), row.nextAttempt(), row.expires());
    }

    private static List<DeliveryAttempt> attempts(DeliveryRow row, List<FailedAttempt> failed, DeliveryState state) {
        Stream<DeliveryAttempt> succeeded = state == DeliveryState.DELIVERED && row.lastAttemptAt() != null
                ? Stream.of(new DeliveryAttempt(row.lastAttemptAt(), row.lastStatus(),
                        row.lastDuration() == null ? 0L : row.lastDuration().longValue(), null)) : Stream.of();
        return Stream.concat(failed.stream().map(attempt ->
                new DeliveryAttempt(attempt.attemptedAt(), attempt.status(), (long) attempt.duration(), attempt.error())), succeeded).toList();
    }
}
