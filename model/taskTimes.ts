/** Minutes that a function runs at most, and the code of a task with it. */
export const LONGEST_CODE_MINUTES = 15;

/** Minutes that a deployment waits for a task at most: with several functions that follow each other. */
export const LONGEST_TASK_MINUTES = 56;
