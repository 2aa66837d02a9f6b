package dev.ringdown.hub.asset;

import dev.ringdown.api.conversationmanager.AssetsApi;
import dev.ringdown.api.conversationmanager.model.Asset;
import dev.ringdown.api.conversationmanager.model.AssetRequest;
import dev.ringdown.api.conversationmanager.model.CreatedAsset;
import dev.ringdown.api.conversationmanager.model.ErrorMessageWish;
import dev.ringdown.hub.CallingApplication;
import dev.ringdown.hub.HubApi;
import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.web.AttachmentHeader;
import dev.ringdown.web.GivenMediaTypes;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalLong;

/** Assets: files on their way through the hub. */
@Controller(HubApi.BASE_PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
class AssetController implements AssetsApi {

    private static final String NOSNIFF = "nosniff";
    private static final String SANDBOX = "sandbox; default-src 'none'";

    private final AssetService assets;
    private final AssetUploads uploads;
    private final AssetContents contents;
    private final ContentUrls urls;
    private final CallingApplication caller;

    AssetController(AssetService assets, AssetUploads uploads, AssetContents contents, ContentUrls urls, CallingApplication caller) {
        this.assets = assets;
        this.uploads = uploads;
        this.contents = contents;
        this.urls = urls;
        this.caller = caller;
    }

    @Override
    public HttpResponse<CreatedAsset> createAsset(AssetRequest request, Optional<ErrorMessageWish> errorMessage, Optional<String> acceptLanguage) {
        AssetRow asset = assets.announce(caller.id(), new AssetService.Announcement(request.channel().type(), request.sender().type(),
                request.name(), request.size()), errorMessage.isPresent() ? new AssetService.UserTexts(acceptLanguage.orElse(null)) : null);
        ContentUrls.SignedUrl url = urls.sign(HttpMethod.POST, asset.id().toString());
        return HttpResponse.ok(new CreatedAsset(asset.id().toString(), url.url(), url.expiry()));
    }

    @Override
    public HttpResponse<Asset> getAsset(String id) {
        AssetRow asset = assets.readable(caller.id(), id);
        ContentUrls.SignedUrl url = urls.sign(HttpMethod.GET, id);
        return HttpResponse.ok(new Asset(id, asset.name(), asset.size(), asset.contentType(), url.url(), url.expiry()));
    }

    @Override
    public HttpResponse<Object> deleteAsset(String id) {
        assets.delete(caller.id(), id);
        return HttpResponse.noContent();
    }

    /**
     * Takes any media type: the generated interface says nothing of it, and the framework would take JSON alone. All that can be refused before the
     * body is read is refused then.
     */
    @Override
    @Consumes(MediaType.ALL)
    public HttpResponse<Object> uploadAssetContent(String id, Long expires, String signature, @Nullable @Body InputStream body) {
        // Closed also when it is refused unread: what is left of it is passed over, so that a client who is still sending gets to the answer.
        try (InputStream content = body) {
            upload(id, expires, signature, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HttpResponse.noContent();
    }

    @Override
    public HttpResponse<InputStream> downloadAssetContent(String id, Long expires, String signature) {
        urls.check(HttpMethod.GET, id, expires, signature);
        AssetRow asset = assets.get(id);
        if (!asset.isUploaded()) {
            throw HubException.notFound("content");
        }
        if (!GivenMediaTypes.accepts(ServerRequestContext.currentRequest().orElseThrow().accept(), asset.contentType())) {
            throw new HubException(HubErrorCode.NOT_ACCEPTABLE, "The file is " + asset.contentType() + ", which the Accept header excludes.");
        }
        return HttpResponse.ok(contents.read(asset.id(), asset.uploadId(), asset.size()))
                .contentType(MediaType.of(asset.contentType()))
                .header(HttpHeaders.CONTENT_DISPOSITION, AttachmentHeader.of(asset.name()))
                .header("X-Content-Type-Options", NOSNIFF)
                .header("Content-Security-Policy", SANDBOX)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store");
    }

    private void upload(String id, long expires, String signature, @Nullable InputStream body) {
        HttpRequest<?> request = ServerRequestContext.currentRequest().orElseThrow();
        String contentType = GivenMediaTypes.contentType(request.getHeaders().get(HttpHeaders.CONTENT_TYPE))
                .orElseThrow(() -> new HubException(HubErrorCode.UNSUPPORTED_MEDIA_TYPE, "The request needs a well-formed Content-Type."));
        OptionalLong length = request.getHeaders().contentLength();
        if (length.isPresent() && length.getAsLong() > AssetUploads.LARGEST) {
            throw new HubException(HubErrorCode.TOO_LARGE, "The content is larger than 10 MiB.");
        }
        urls.check(HttpMethod.POST, id, expires, signature);
        uploads.upload(assets.get(id), expires, contentType, length, body);
    }
}
