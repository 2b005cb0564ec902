// Stands for a tool that changes a database: on AWS that is the command of an image. It shows what a task is given.
const table = process.env.TABLE_CARTS_NAME;
const key = process.env.SECRET_SESSION;
if (table === undefined || key === undefined) {
    console.error("TABLE_CARTS_NAME and SECRET_SESSION are missing: what the task uses gives them");
    process.exit(1);
}
console.log(`Migrating ${table}, with a key of ${key.length} characters`);
console.log("Nothing to do: the sample has one version only");
