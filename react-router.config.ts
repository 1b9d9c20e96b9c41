import type { Config } from '@react-router/dev/config'

export default {
  appDirectory: 'app',
  ssr: true,
  splitRouteModules: false,
  // A phone without network cannot ask for routes one by one.
  routeDiscovery: { mode: 'initial' },
} satisfies Config
