import type { Fleet } from '../fleet.ts';
import { AutoScaled } from './auto-scaled.ts';
import { EcsScheduler } from './ecs.ts';
import { Functions } from './functions.ts';
import type { Platform } from './platform.ts';
import { Pods } from './pods.ts';

export function platformOf(fleet: Fleet): Platform {
  switch (fleet.app.platform) {
    case 'ecs':
      return new EcsScheduler(fleet);
    case 'ec2':
      return new AutoScaled(fleet);
    case 'lambda':
      return new Functions(fleet);
    case 'eks':
      return new Pods(fleet);
  }
}
