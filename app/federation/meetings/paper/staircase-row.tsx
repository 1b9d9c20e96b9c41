import { useStaircaseName } from '#app/buildings/use-staircase-name.ts'

/** Names the staircase of the doors below it. */
export function StaircaseRow({ staircase, cells }: { staircase: string; cells: number }) {
  const staircaseName = useStaircaseName()
  return (
    <tr>
      <th scope="rowgroup" colSpan={cells}>
        {staircaseName(staircase)}
      </th>
    </tr>
  )
}
