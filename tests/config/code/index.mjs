export const handler = () => "done";
