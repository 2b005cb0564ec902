import type { Rule } from "../../core/rule";
import { ecrCustomerKey } from "./customerKey";
import { ecrImmutableTags } from "./immutableTags";
import { ecrLifecycle } from "./lifecycle";
import { ecrNoForceDelete } from "./noForceDelete";
import { ecrNotPublic } from "./notPublic";
import { ecrScan } from "./scan";

export const ecr: readonly Rule[] = [
    ecrCustomerKey,
    ecrImmutableTags,
    ecrLifecycle,
    ecrNoForceDelete,
    ecrNotPublic,
    ecrScan,
];
