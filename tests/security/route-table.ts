import type { Row } from './route-row.ts'
import { routesOfBuildings } from './routes-of-buildings.ts'
import { routesOfCanvass } from './routes-of-canvass.ts'
import { routesOfRepairs } from './routes-of-repairs.ts'
import { routesOfUnion } from './routes-of-union.ts'

/**
 * Who may ask what: one line for each route, endpoint and method. A new one without a line here fails the test. `other` keeps
 * another body's file, a committee's, `delegate` is the city's, with whom this body shares; `expired` had every role here until a moment ago;
 * `lead` is a canvasser in whose hands the planted shift is.
 */
export const routeTable: Record<string, Row> = {
  ...routesOfUnion,
  ...routesOfCanvass,
  ...routesOfBuildings,
  ...routesOfRepairs,
}
