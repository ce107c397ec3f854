import { aclBlocksReplies as check } from '../../../src/checks/network/acl-blocks-replies.ts';
import { gateCheckTests } from '../../support/gate-check.ts';
import { acl, entry, network } from '../../support/network.ts';

const denied = entry({ number: 40, egress: true, allow: false, protocol: '6', fromPort: 1024, toPort: 32_767 });

gateCheckTests(check, {
  closed: network({ acls: [acl([denied])] }),
  call: ['ReplaceNetworkAclEntry', 'acl-1'],
  blind: { acls: [] },
});
