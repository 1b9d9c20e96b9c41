import { join } from 'node:path'
import type { Config } from '@react-router/dev/config'
import { leanRouteListIn } from './app/core/lean/lean-route-list.ts'

export default {
  appDirectory: 'app',
  ssr: true,
  splitRouteModules: false,
  // A phone without network cannot ask for routes one by one.
  routeDiscovery: { mode: 'initial' },
  buildEnd: ({ reactRouterConfig: { buildDirectory } }) =>
    leanRouteListIn(join(buildDirectory, 'client', 'assets')),
} satisfies Config
