import type { Rule } from "../../core/rule";
import { acmKeyLength } from "./keyLength";
import { acmRenewal } from "./renewal";
import { acmTransparency } from "./transparency";

export const acm: readonly Rule[] = [acmKeyLength, acmRenewal, acmTransparency];
