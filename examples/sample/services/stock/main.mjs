// Stands for an image that answers what is in stock. The emulator says with PORT and HOST where it listens.
import { createServer } from "node:http";

const STOCK = { teapot: 12, kettle: 0 };

createServer((_request, response) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(STOCK));
}).listen(Number(process.env.PORT), process.env.HOST, () => console.log("stock listens"));
