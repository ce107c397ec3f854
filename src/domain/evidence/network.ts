/** The way from the load balancer to its targets, as it is set up now. */
export interface Network {
  readonly vpcId: string | null;
  /** Where the load balancer's nodes sit, as ELB says. */
  readonly loadBalancer: { readonly securityGroups: readonly string[]; readonly subnetIds: readonly string[] };
  /** Of the load balancer and of every target's interface. */
  readonly securityGroups: readonly SecurityGroup[];
  readonly subnets: readonly Subnet[];
  readonly acls: readonly NetworkAcl[];
  readonly routeTables: readonly RouteTable[];
  /** Interfaces of the load balancer and of the targets. */
  readonly interfaces: readonly NetworkInterface[];
  /** Registered addresses inside the VPC's subnets that no interface has. */
  readonly addressesWithoutInterface: readonly string[];
  readonly flowLogs: readonly {
    readonly id: string;
    readonly resourceId: string; // vpc-…, subnet-…, eni-…
    readonly status: string | null;
    readonly traffic: string | null; // ALL | ACCEPT | REJECT
    readonly destination: string | null; // cloud-watch-logs | s3
    readonly logGroup: string | null;
    readonly format: string | null;
  }[];
  readonly natGateways: readonly {
    readonly id: string;
    readonly subnetId: string | null;
    readonly state: string | null;
  }[];
}

export interface SecurityGroup {
  readonly id: string;
  readonly name: string | null;
  readonly rules: readonly SecurityGroupRule[];
}

export interface SecurityGroupRule {
  readonly id: string;
  readonly egress: boolean;
  readonly protocol: string; // tcp | udp | icmp | -1
  readonly fromPort: number | null; // null or -1 for every port
  readonly toPort: number | null;
  /** Where from (ingress) or to (egress): exactly one is set. */
  readonly cidr: string | null;
  readonly group: string | null; // sg-…
  readonly prefixList: string | null;
}

export interface Subnet {
  readonly id: string;
  readonly zone: string | null;
  readonly cidr: string | null;
  readonly freeAddresses: number | null;
}

export interface NetworkAcl {
  readonly id: string;
  readonly subnetIds: readonly string[];
  readonly entries: readonly {
    readonly number: number; // 32767 is the last, denying one
    readonly egress: boolean;
    readonly allow: boolean;
    readonly protocol: string; // -1, 6 (tcp), …
    readonly cidr: string | null;
    readonly fromPort: number | null;
    readonly toPort: number | null;
  }[];
}

export interface RouteTable {
  readonly id: string;
  readonly main: boolean;
  readonly subnetIds: readonly string[];
  readonly routes: readonly {
    readonly destination: string;
    readonly target: string | null; // igw-…, nat-…, pcx-…, tgw-…, local
    readonly state: string | null; // active | blackhole
  }[];
}

export interface NetworkInterface {
  readonly id: string;
  readonly of: 'load-balancer' | 'target';
  readonly privateIps: readonly string[];
  readonly subnetId: string | null;
  readonly zone: string | null;
  readonly securityGroups: readonly string[];
  readonly status: string | null;
  readonly instanceId: string | null;
}

/** What flow logs recorded between the load balancer and its targets within the window. */
export interface FlowRecords {
  readonly read: number; // records
  /** By the target's address and port; the newest 200 pairs with a REJECT first. */
  readonly pairs: readonly {
    readonly target: string; // 10.0.11.54:3000
    readonly interfaceId: string | null;
    readonly direction: 'to-target' | 'from-target';
    readonly accepted: number;
    readonly rejected: number;
    readonly firstRejected: string | null;
    readonly lastRejected: string | null;
  }[];
}
