import { aclBlocksRequests as check } from '../../../src/checks/network/acl-blocks-requests.ts';
import { gateCheckTests } from '../../support/gate-check.ts';
import { acl, entry, network } from '../../support/network.ts';

const denied = entry({ number: 40, allow: false, protocol: '6', fromPort: 3000, toPort: 3000 });

gateCheckTests(check, {
  closed: network({ acls: [acl([denied])] }),
  call: ['CreateNetworkAclEntry', 'acl-1'],
  blind: { acls: [] },
});
