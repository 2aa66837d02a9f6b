package dev.ringdown.hub;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.DefaultApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.inject.BeanDefinitionReference;

import java.util.List;
import java.util.Map;

/** The real beans that rules are made of, without server and database. */
public final class RuleBeans {

    private static final List<String> PACKAGES = List.of("io.micronaut.context.", "dev.ringdown.security.", "dev.ringdown.hub.");
    /** What starts work of its own. */
    private static final String WITHOUT = "dev.ringdown.hub.delivery.";
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private RuleBeans() {
    }

    /** Starts them; to be closed. */
    public static ApplicationContext start() {
        DefaultApplicationContext context = new DefaultApplicationContext("rules") {
            @Override
            @SuppressWarnings("rawtypes")
            protected List<BeanDefinitionReference> resolveBeanDefinitionReferences() {
                return super.resolveBeanDefinitionReferences().stream().filter(RuleBeans::isOfRules).toList();
            }
        };
        context.getEnvironment().addPropertySource(PropertySource.of(Map.of("ringdown.secret-key", KEY)));
        return context.start();
    }

    private static boolean isOfRules(BeanDefinitionReference<?> bean) {
        String name = bean.getBeanDefinitionName();
        return PACKAGES.stream().anyMatch(name::startsWith) && !name.startsWith(WITHOUT);
    }
}
