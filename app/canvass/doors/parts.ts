export { NewDoorSheet } from './new-door-sheet.tsx'
export { OtherSheet } from './other-sheet.tsx'
export { SavedSheet } from './saved-sheet.tsx'
export { TalkScreen } from './talk-screen.tsx'
