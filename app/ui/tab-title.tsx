/**
 * What the tab, the browser's history and a screen reader call the page. Nobody's name: a history outlasts a session. Each page has one,
 * as a browser takes the first it finds.
 */
export function TabTitle({ children }: { children: string }) {
  return <title>{`${children} · Lintel`}</title>
}
