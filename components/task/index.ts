export { Task, type TaskArgs, type TaskTarget } from "./task";
