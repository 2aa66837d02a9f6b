package dev.ringdown.hub.configuration;

import dev.ringdown.api.conversationmanager.model.PaginationInfo;

import java.util.List;

/**
 * One page of a list.
 *
 * @param count    how many resources there are in all
 * @param pagenum  which page this is, from 1
 * @param pagesize how many resources a page holds at most
 */
public record ConfigurationPage<D extends ConfigurationDocument>(long count, int pagenum, int pagesize, List<Configured<D>> resources) {

    /** As the contract's lists say it. */
    public PaginationInfo paginationInfo() {
        return new PaginationInfo(Math.toIntExact(count), pagenum, pagesize);
    }
}
