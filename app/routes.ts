import { index, layout, type RouteConfig, route } from '@react-router/dev/routes'

export default [
  index('core/home.route.tsx'),
  route('language', 'account/language.route.tsx'),

  // Pages inside the desk shell: their loaders return `shell` (withPage).
  layout('core/desk-layout.route.tsx', []),

  route('*', 'core/not-found.route.tsx'),
] satisfies RouteConfig
