import type { Rule } from "../../core/rule";
import { codepipelineCustomerKey } from "./customerKey";

export const codepipeline: readonly Rule[] = [codepipelineCustomerKey];
