import type { DataStore } from '../../domain/evidence.ts';
import { dataStoresPage } from '../console.ts';
import { type Found, storeEventsStep, storesNearStep } from '../steps/data-stores.ts';
import { isNamed, type Settings, settingsStep } from '../steps/named-hosts.ts';
import type { Collector } from '../trip.ts';

const eventLimit = 30;

export const dataStoresCollector: Collector<'dataStores'> = {
  id: 'dataStores',
  actions: [],
  needs: [storesNearStep, storeEventsStep, settingsStep],
  async take(trip) {
    const [stores, events, settings] = await Promise.all([
      trip.get(storesNearStep),
      trip.get(storeEventsStep),
      trip.get(settingsStep),
    ]);
    const named = namedStores(stores, settings);
    const value = stores.map(
      ({ members, secretArn: _secret, ...store }): DataStore => ({
        ...store,
        onPath: named.has(store.id) ? 'named' : 'near',
        // Of a member, what it tells of itself; of a cluster or group, all of it.
        events: events
          .filter(({ of }) => members.includes(of))
          .slice(-eventLimit)
          .map(({ of, message, ...event }) => ({ ...event, message: of === store.id ? message : `${of}: ${message}` })),
      }),
    );
    const names = value.filter(({ onPath }) => onPath === 'named').map(({ id }) => id);
    return {
      value,
      what: `${value.length} databases and caches in the VPC${names.length === 0 ? '' : `, named in settings: ${names.join(', ')}`}`,
      link: dataStoresPage(trip.scope),
    };
  },
};

/** Ids of those that a setting names, and of the members of a cluster that one names. */
function namedStores(stores: readonly Found[], { values, secrets }: Settings): ReadonlySet<string> {
  const direct = stores.filter(
    ({ endpoints, secretArn }) =>
      endpoints.some(({ host }) => isNamed(host, values)) ||
      (secretArn !== null && secrets.some((one) => one.startsWith(secretArn))),
  );
  // A node's address stands for its cluster as well.
  const clusters = stores.filter(({ members }) => direct.some(({ id }) => members.includes(id)));
  return new Set([...direct, ...clusters].flatMap(({ id, members }) => [id, ...members]));
}
