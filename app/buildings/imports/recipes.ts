import { Recipe } from './recipe.schema.ts'

export const recipeNames = ['rent-registry', 'address-points', 'streets', 'areas'] as const
export type RecipeName = (typeof recipeNames)[number]

/** How to read each kind of file. A city whose file looks different needs another entry, not other code. */
const written: Record<RecipeName, Recipe> = {
  'rent-registry': {
    format: 'csv',
    needs: ['unit_address', 'unit_status'],
    reads: {
      gives: 'doors',
      address: 'unit_address',
      unit: { after: '#' },
      withoutUnit: 'door',
      use: {
        column: 'unit_status',
        rules: [
          { startsWith: 'RENTED', is: 'rented' },
          { startsWith: 'GTU - Rented', is: 'rented' },
          { startsWith: 'OOCC', is: 'owner_occupied' },
          { startsWith: 'COMM', is: 'business' },
        ],
        otherwise: 'exempt',
      },
    },
  },
  'address-points': {
    format: 'geojson',
    needs: ['ADDRESS', 'UNIT_NUM'],
    reads: {
      gives: 'doors',
      address: 'ADDRESS',
      unit: { column: 'UNIT_NUM' },
      withoutUnit: 'building',
      use: { column: 'UNIT_NUM', rules: [{ startsWith: 'COMM', is: 'business' }], otherwise: 'home' },
    },
  },
  streets: {
    format: 'geojson',
    needs: ['highway'],
    reads: {
      gives: 'streets',
      name: 'name',
      kind: {
        column: 'highway',
        rules: [
          ...['motorway', 'trunk', 'primary', 'secondary'].map((startsWith) => ({
            startsWith,
            is: 'major' as const,
          })),
          ...['tertiary', 'residential', 'unclassified', 'living_street', 'busway'].map((startsWith) => ({
            startsWith,
            is: 'minor' as const,
          })),
        ],
        otherwise: 'path',
      },
    },
  },
  areas: { format: 'geojson', needs: ['name'], reads: { gives: 'areas', name: 'name' } },
}

export const recipes = Object.fromEntries(
  Object.entries(written).map(([name, recipe]) => [name, Recipe.parse(recipe)]),
) as Record<RecipeName, Recipe>
