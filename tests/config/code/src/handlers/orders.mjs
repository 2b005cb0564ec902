export const run = () => "done";
