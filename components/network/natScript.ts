/** TCP ports of the world that workloads reach: those of their security groups. */
export const FORWARDED_PORTS = [80, 443] as const;

/** MiB of swap for the package manager, which needs more memory than the smallest instance has. */
const SWAP_MIB = 512;

/**
 * User data of a NAT instance: nftables changes the sender of what the VPC sends to the world, and lets answers back in.
 * Everything else is dropped, whatever a security group says.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/work-with-nat-instances.html
 *
 * @param cidr the VPC's block
 */
export function natScript(cidr: string): string {
    return `#!/bin/bash
set -euo pipefail
fallocate -l ${SWAP_MIB}M /swap && chmod 600 /swap && mkswap /swap && swapon /swap
dnf install -y nftables
echo "net.ipv4.ip_forward = 1" > /etc/sysctl.d/90-nat.conf
sysctl -p /etc/sysctl.d/90-nat.conf
cat > /etc/nftables/nat.nft <<'END'
flush ruleset
table ip nat {
    chain postrouting {
        type nat hook postrouting priority srcnat;
        ip saddr ${cidr} ip daddr != ${cidr} masquerade
    }
}
table inet filter {
    chain input {
        type filter hook input priority filter; policy drop;
        ct state established,related accept
        iif lo accept
        udp dport 68 accept
    }
    chain forward {
        type filter hook forward priority filter; policy drop;
        ct state established,related accept
        ip saddr ${cidr} tcp dport { ${FORWARDED_PORTS.join(", ")} } accept
    }
}
END
echo 'include "/etc/nftables/nat.nft"' > /etc/sysconfig/nftables.conf
systemctl enable --now nftables
`;
}
