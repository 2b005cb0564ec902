import {
    DescribeTasksCommand,
    paginateListClusters,
    paginateListTasks,
    type Task,
} from "@aws-sdk/client-ecs";
import { all, type Question } from "./question";

/** CPU units of a vCPU, and how many tasks ECS describes at once. */
const UNITS = 1024;
const AT_ONCE = 100;

/** vCPUs of the tasks that run on Fargate in clusters of others. */
export const fargateInUse = {
    permission: "ecs:ListClusters, ecs:ListTasks and ecs:DescribeTasks",
    ask: async ({ clients: { ecs: client }, own }: Question): Promise<{ onDemand: number; spot: number }> => {
        const clusters = await all(paginateListClusters({ client }, {}), (page) => page.clusterArns);
        const inUse = { onDemand: 0, spot: 0 };
        for (const cluster of clusters.filter((arn) => !own.has(arn))) {
            const pages = paginateListTasks({ client }, { cluster });
            const arns = await all(pages, (page) => page.taskArns);
            for (let start = 0; start < arns.length; start += AT_ONCE) {
                const tasks = arns.slice(start, start + AT_ONCE);
                const described = await client.send(new DescribeTasksCommand({ cluster, tasks }));
                for (const task of described.tasks ?? []) add(inUse, task);
            }
        }
        return inUse;
    },
};

function add(inUse: { onDemand: number; spot: number }, task: Task): void {
    const cpus = Number(task.cpu ?? 0) / UNITS;
    if (task.capacityProviderName === "FARGATE_SPOT") inUse.spot += cpus;
    else if (task.launchType === "FARGATE") inUse.onDemand += cpus;
}
