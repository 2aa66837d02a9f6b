package dev.ringdown;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** Holds the arrows of the house: desk -> hub -> (web, mail, security, store). See server/README.md. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.ringdown");

    @Test
    void arrowsPointDown() {
        check(layeredArchitecture().consideringOnlyDependenciesInLayers()
                .layer("desk").definedBy("dev.ringdown.desk..")
                .layer("hub").definedBy("dev.ringdown.hub..")
                .optionalLayer("mail").definedBy("dev.ringdown.mail..")
                .layer("security").definedBy("dev.ringdown.security..")
                .layer("web").definedBy("dev.ringdown.web..")
                .layer("store").definedBy("dev.ringdown.store..")
                .whereLayer("desk").mayNotBeAccessedByAnyLayer()
                .whereLayer("hub").mayOnlyBeAccessedByLayers("desk")
                .whereLayer("mail").mayOnlyBeAccessedByLayers("desk", "hub")
                .whereLayer("security").mayOnlyBeAccessedByLayers("desk", "hub", "mail")
                .whereLayer("web").mayOnlyBeAccessedByLayers("desk", "hub", "security")
                .whereLayer("store").mayOnlyBeAccessedByLayers("desk", "hub", "mail", "security"));
    }

    @Test
    void eachApiKnowsItsOwnContractAlone() {
        check(noClasses().that().resideInAPackage("dev.ringdown.hub..")
                .should().dependOnClassesThat().resideInAPackage("dev.ringdown.api.agentchat.."));
        check(noClasses().that().resideInAnyPackage("dev.ringdown.web..", "dev.ringdown.security..", "dev.ringdown.store..", "dev.ringdown.mail..")
                .should().dependOnClassesThat().resideInAPackage("dev.ringdown.api.."));
    }

    @Test
    void packagesOfTheHubDoNotGoInCircles() {
        check(slices().matching("dev.ringdown.hub.(*)..").should().beFreeOfCycles());
    }

    @Test
    void packagesOfTheDeskDoNotGoInCircles() {
        check(slices().matching("dev.ringdown.desk.(*)..").should().beFreeOfCycles());
    }

    @Test
    void packagesAreNamedAfterThings() {
        check(noClasses().should().resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..dto..", "..controllers..",
                "..services..", "..repositories.."));
    }

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }
}
