/** Starts the pack. Importing this file starts a server: tests import `policies/index` instead. */
import { start } from "./core/engine/pack";
import { rules } from "./policies";

start("plumbline", rules);
