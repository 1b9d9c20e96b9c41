import type { LanguageCode } from '#app/canvass/lists.ts'
import type { RepairCategory } from '#app/grievances/categories.ts'
import type { Random } from './random.ts'

const firstNames =
  'Ana Luis Maribel Hector Rosalba Ernesto Lucia Pablo Teresa Ramon Wei Jun Mei Hao Linh Minh Thu Quang Priya Arjun Farah Omar Leila Yusuf Amina Kofi Ama Kwame Nia Jamal Denise Walter Gloria Eugene Marjorie Otis Pearl Vera Anton Olga Dmitri Ilse Henrik Signe Bruno Carla Matteo Chiara Joao Beatriz Paulo Ines Noor Samir Grace Peter Ruth Daniel Esther Moses Irene Victor Claudette Jean Marie-Ange Roland Ivana Marek Zofia Piotr'.split(
    ' ',
  )
const languagesOf = (name: string): LanguageCode[] => {
  const nth = firstNames.indexOf(name)
  if (nth < 10) return nth % 3 === 0 ? ['es'] : ['es', 'en']
  if (nth < 14) return ['yue']
  if (nth < 18) return ['vi', 'en']
  if (nth > 60 && nth < 65) return ['ht', 'en']
  return ['en']
}
const initials = 'ABCDEFGHJKLMNOPRSTVWYZ'

export type Neighbor = { personId: string; name: string; languages: LanguageCode[] }
export type Household = {
  neighbor: Neighbor
  /** How often somebody opens. */
  home: number
  /** Where they stand when first talked with: 1 is best. */
  level: 1 | 2 | 3 | 4 | 5
  problem: RepairCategory | null
  known: boolean
  joined: boolean
}

/** How a building feels before the first knock: the ones with trouble and a few brave people go further. */
export type Warmth = 'cold' | 'mild' | 'warm'
const leaning: Record<Warmth, readonly Household['level'][]> = {
  cold: [2, 3, 3, 3, 4, 4, 5],
  mild: [1, 2, 2, 3, 3, 3, 4, 5],
  warm: [1, 1, 2, 2, 2, 2, 3, 3, 4],
}
const troubles: readonly RepairCategory[] = [
  'heat',
  'leak',
  'pests',
  'mold',
  'plumbing',
  'windows',
  'elevator',
  'paint',
  'locks',
  'electricity',
]

/** Trouble comes in lines: the same pipe runs past every floor. */
export function imagineHousehold(random: Random, warmth: Warmth, line: string): Household {
  const name = random.pick(firstNames)
  const lineTrouble = line === 'B' || line === '04' ? 'leak' : null
  return {
    neighbor: {
      personId: random.uuid(),
      name: `${name} ${initials[random.whole(initials.length)]}.`,
      languages: languagesOf(name),
    },
    home: 0.15 + random.next() * 0.45,
    level: random.pick(leaning[warmth]),
    problem:
      lineTrouble && random.chance(0.6) ? lineTrouble : random.chance(0.3) ? random.pick(troubles) : null,
    known: false,
    joined: false,
  }
}
