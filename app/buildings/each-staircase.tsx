import type { ReactNode } from 'react'
import { byStaircase } from './staircases.ts'
import { useStaircaseName } from './use-staircase-name.ts'

type EachStaircaseProps<Door> = {
  doors: readonly Door[]
  /** `name` is empty where all doors are behind one entrance: then nothing is said of it. */
  children: (doors: Door[], name: string) => ReactNode
}

/** The same for each staircase, beside each other as long as there is room. */
export function EachStaircase<Door extends { entrance?: string | null }>({
  doors,
  children,
}: EachStaircaseProps<Door>) {
  const staircaseName = useStaircaseName()
  const staircases = byStaircase(doors)
  if (staircases.length < 2) return children([...doors], '')
  return (
    <div className="flex flex-wrap gap-x-10 gap-y-6">
      {staircases.map(({ entrance, doors: its }) => (
        <div key={entrance} className="min-w-0">
          <p aria-hidden="true" className="font-semibold">
            {staircaseName(entrance)}
          </p>
          {children(its, staircaseName(entrance))}
        </div>
      ))}
    </div>
  )
}
