// Runs with each upload below stock/: EventBridge gives bucket and key to the container.
const { EVENT_BUCKET: bucket, EVENT_KEY: key, EVENT_TYPE: type } = process.env;
if (!bucket || !key) throw new Error("start it by an upload: EVENT_BUCKET and EVENT_KEY say of what");
console.log(`${type}: ${key} in ${bucket}`);
