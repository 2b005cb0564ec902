import type { Rule } from "../../core/rule";
import { costPricesKnown } from "./pricesKnown";
import { costWithinBudget } from "./withinBudget";

export const cost: readonly Rule[] = [costPricesKnown, costWithinBudget];
