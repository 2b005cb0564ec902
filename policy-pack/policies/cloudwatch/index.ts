import type { Rule } from "../../core/rule";
import { alarmActions } from "./alarmActions";

export const cloudwatch: readonly Rule[] = [alarmActions];
