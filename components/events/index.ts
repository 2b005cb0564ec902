export { EventBus, type EventBusArgs } from "./eventBus";
export { createRules, createTargets, type ReadyRule } from "./rules";
export type { RuleSource } from "./ruleSource";
export { createSchedules, type Schedule } from "./schedules";
export { subscribe, type TopicSource } from "./subscriptions";
export { type EventTarget, type QueueReference, sendStatements } from "./target";
export { Topic, type TopicArgs } from "./topic";
export { topicLink } from "./topicLink";
