import { show } from "../messages/problems";
import type { Check } from "./check";

/** The zone of a single NAT gateway or instance is one of the network's; other numbers of gateways have no such zone. */
export const natZoneExists: Check = {
    keys: ["network"],
    run: ({ network }) => {
        if (network?.natZone === undefined) return [];
        const { zones, nat, natZone } = network;
        const key = "plumbline:network.natZone";
        if (nat !== "single" && nat !== "instance") {
            return [
                {
                    key,
                    message: `${show(natZone)} is not allowed with network.nat ${nat}, which has no single gateway; leave it out, or use nat single or instance`,
                },
            ];
        }
        return zones.includes(natZone)
            ? []
            : [
                  {
                      key,
                      message: `${show(natZone)} is not allowed, because network.zones has no such zone; it must be one of ${zones.join(", ")}`,
                  },
              ];
    },
};
