package dev.ringdown.conformance.contract;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * The rules for contracts that Redocly's configuration (in {@code contract-lint/}) cannot express, or not exactly. To add one: a constant here,
 * the check in the class of its subject, and a fixture {@code contract-rules/<rule>.yaml} that breaks it.
 */
enum ContractRule {

    /** Every operation says itself how it is secured; only those on the allow-list are open. */
    OPERATIONS_SECURED(AccessRules::operationsSecured),
    /** {@code x-required-permissions} has known values and says the same as {@code security}. */
    PERMISSIONS_AGREE(AccessRules::permissionsAgree),
    /** Every text has a greatest length. */
    STRINGS_LIMITED(LimitRules::stringsLimited),
    /** Every number has a range. */
    NUMBERS_LIMITED(LimitRules::numbersLimited),
    /** Every array has a greatest length. */
    ARRAYS_LIMITED(LimitRules::arraysLimited),
    /** Operations, parameters, headers, bodies, responses, named schemas and properties have a description. */
    EVERYTHING_DESCRIBED(DocumentationRules::everythingDescribed),
    /** Request and success bodies have an example. */
    BODIES_EXEMPLIFIED(DocumentationRules::bodiesExemplified),
    /** Every operation says where it comes from, and each origin is a known one. */
    ORIGINS_KNOWN(DocumentationRules::originsKnown),
    /** Enums have a name of their own, and those of numbers names for their values. */
    ENUMS_NAMED(SchemaRules::enumsNamed),
    /** Objects and unions have a name of their own. */
    OBJECTS_NAMED(SchemaRules::objectsNamed),
    /** No schema takes the name of a class that generated code uses, nor that of another schema. */
    SCHEMA_NAMES_FREE(SchemaRules::schemaNamesFree),
    /** Unions have a discriminator that names each of their members. */
    UNIONS_DISCRIMINATED(SchemaRules::unionsDiscriminated),
    /** Objects in requests take no unknown members. */
    REQUESTS_CLOSED(SchemaRules::requestsClosed),
    /** Every component is used. */
    COMPONENTS_USED(SchemaRules::componentsUsed),
    /** An operation lists the statuses that it must, and none that it must not. */
    STATUSES_COMPLETE(AnswerRules::statusesComplete),
    /** Every error has the API's error body, with an example. */
    ERRORS_IN_FORM(AnswerRules::errorsInForm);

    private final Function<Contract, List<Finding>> check;

    ContractRule(Function<Contract, List<Finding>> check) {
        this.check = check;
    }

    /** Where the contract breaks this rule; empty where it keeps it. */
    List<Finding> check(Contract contract) {
        return check.apply(contract);
    }

    /** The name of the rule and of its fixture, such as {@code enums-named}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
