import type { Rule } from "../../core/rule";
import { configRecording } from "./recording";
import { configRecordsAll } from "./recordsAll";

export const configservice: readonly Rule[] = [configRecording, configRecordsAll];
