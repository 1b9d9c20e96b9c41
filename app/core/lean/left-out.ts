/** What stands in the place of a function nobody can reach; a body of its own where it is still called, and does nothing. */
export type LeftOut = {
  file: RegExp
  functions: Record<string, string>
  methodsOf?: string[]
  classes?: string[]
  exports?: string[]
  /** Conditions that are the same each time, and what they are: the branch that is never taken goes with all it alone needs. */
  settled?: Record<string, string>
  ownNames?: string[]
}

const never = 'throw Error("left out of the build: app/core/lean")'
const nothing = ''

const all = (body: string, names: string) =>
  Object.fromEntries(names.split(/\s+/).map((name) => [name, body]))

/**
 * Parts of the libraries that this app does not use and that tree shaking cannot see: a switch of React leads to them, or a setting of
 * React Router that is always the same here. left-out.test.ts holds the app to it.
 */
export const leftOut: LeftOut[] = [
  {
    file: /\/react-dom\/cjs\/react-dom-client\.production\.js$/,
    functions: {
      // <ViewTransition>: the walks that look for one at each commit find none.
      ...all(
        nothing,
        `commitAppearingPairViewTransitions commitEnterViewTransitions commitDeletedPairViewTransitions commitExitViewTransitions
         commitNestedViewTransitions restorePairedViewTransitions restoreEnterOrExitViewTransitions restoreNestedViewTransitions
         measureNestedViewTransitions commitAfterMutationEffectsOnFiber recursivelyTraverseAfterMutationEffects
         trackEnterViewTransitions`,
      ),
      ...all(
        never,
        `startViewTransition applyViewTransitionToHostInstances measureViewTransitionHostInstancesRecursive createViewTransitionInstance
         scheduleViewTransitionEvent restoreViewTransitionName`,
      ),
      // <SuspenseList>, <Activity>, useActionState, custom elements.
      ...all(
        never,
        `updateSuspenseListComponent updateActivityComponent mountActionState updateActionStateImpl rerenderActionState
         dispatchActionState runActionStateAction setPropOnCustomElement cutOffTailIfNeeded findFirstSuspended`,
      ),
      // What React's own compiler would write, findDOMNode, root.unstable_scheduleHydration().
      ...all(
        never,
        'useMemoCache findCurrentFiberUsingSlowPath findCurrentHostFiberImpl attemptExplicitHydrationTarget',
      ),
      // The names of components are minified anyway: a stack of them says nothing.
      describeNativeComponentFrame: 'return ""',
      describeFiber: 'return ""',
      getComponentNameFromType: 'return null',
      // Only for <Fragment ref>.
      ...all(nothing, `commitNewChildToFragmentInstance deleteChildFromFragmentInstance`),
      // Styles with a precedence and pictures that hold a commit back: nothing here ever does.
      ...all(
        'workInProgress.flags &= -16777217',
        'preloadInstanceAndSuspendIfNeeded preloadResourceAndSuspendIfNeeded',
      ),
      accumulateSuspenseyCommitOnFiber: nothing,
      waitForCommitToBeReady: 'return null',
      ...all(
        never,
        `suspendResource suspendInstance preloadStylesheet insertStylesheet insertStylesheetIntoRoot
         preconnectAs preload preloadModule preinitScript preinitStyle preinitModuleScript acquireResource`,
      ),
      getResource: 'return null',
      // Forms whose action is a function, and useFormStatus.
      ...all(nothing, 'extractEvents$1 recursivelyResetForms'),
      ...all(never, 'startHostTransition ensureFormComponentIsStateful TransitionAwareHostComponent'),
      // onBeforeInput and onSelect; a bar of progress that the app draws itself.
      ...all('return null', 'getFallbackBeforeInputChars getNativeBeforeInputChars'),
      ...all(nothing, 'constructSelectEvent defaultOnDefaultTransitionIndicator'),
    },
    methodsOf: ['FragmentInstance'],
    // Pages are hydrated, never begun in the browser.
    exports: ['createRoot'],
    ownNames:
      `memoizedState memoizedProps stateNode subtreeFlags pendingProps updateQueue childLanes _fragmentFiber pendingLanes
      suspendedLanes pingedLanes expiredLanes entangledLanes warmLanes retryLane baseLanes errorRecoveryDisabledLanes cachePool baseState
      baseQueue deletions blockedOn callbackNode callbackPriority cancelPendingCommit timeoutHandle lastBaseUpdate firstBaseUpdate
      lastEffect firstContext isDehydrated dehydrated tailMode pooledCache retryQueue pendingContext memoCache hasEagerState eagerState
      entanglements expirationTimes shellSuspendCounter hiddenCallbacks pingCache refCleanup _visibility`.split(
        /\s+/,
      ),
  },
  {
    file: /\/react-dom\/cjs\/react-dom\.production\.js$/,
    functions: {},
    exports:
      `preconnect prefetchDNS preinit preinitModule preload preloadModule requestFormReset unstable_batchedUpdates
      useFormState useFormStatus`.split(/\s+/),
  },
  {
    file: /\/react\/cjs\/react\.production\.js$/,
    functions: {},
    exports: 'Children cache cacheSignal cloneElement unstable_useCacheRefresh useActionState'.split(' '),
  },
  {
    // routeDiscovery is 'initial': a phone without network cannot ask for routes.
    file: /\/react-router\/dist\/production\/lib\/dom\/ssr\/fog-of-war\.js$/,
    functions: {
      isFogOfWarEnabled: 'return false',
      getPatchRoutesOnNavigationFunction: nothing,
      useFogOFWarDiscovery: nothing,
      ...all(never, 'getPartialManifest fetchAndApplyManifestPatches'),
    },
  },
  {
    file: /\/react-router\/dist\/production\/lib\/router\/instrumentation\.js$/,
    functions: {
      consumeInstrumentationClientResultMetaReceiver: nothing,
      ...all(never, 'getRouteInstrumentationUpdates instrumentClientSideRouter instrumentHandler'),
    },
  },
  {
    // No link prefetches: on a paid connection nothing is loaded that was not asked for. Only the server writes the first scripts.
    file: /\/react-router\/dist\/production\/lib\/dom\/ssr\/components\.js$/,
    functions: { usePrefetchBehavior: 'return [!1,void 0,{}]', PrefetchPageLinks: never },
    settled: { '= staticContext ?': '= false ?', '= !isStatic ?': '= true ?' },
  },
  {
    // What a page imports is asked for by itself here; only the server writes preload links (lean-route-list.ts).
    file: /\/react-router\/dist\/production\/lib\/dom\/ssr\/links\.js$/,
    functions: { getModuleLinkHrefs: 'return []', dedupeHrefs: never },
  },
  {
    // Server components; a router without loaders; what is shown of an error where no route says it itself: the root does.
    file: /\/react-router\/dist\/production\/lib\/hooks\.js$/,
    functions: { ...all(never, 'RSCErrorHandler useNavigateUnstable'), DefaultErrorComponent: 'return null' },
  },
  {
    // View transitions that a link may ask for; routes that come later than the first page, or are themselves a function.
    file: /\/react-router\/dist\/production\/lib\/router\/router\.js$/,
    functions: {
      ...all(nothing, 'restoreAppliedTransitions persistAppliedTransitions'),
      ...all(never, 'patchRoutesImpl defaultDataStrategy defaultDataStrategyWithMiddleware'),
    },
    settled: {
      'if (isFogOfWar)': 'if (false)',
      'if (loadMatch.isDiscovering)': 'if (false)',
      'if (init.patchRoutesOnNavigation)': 'if (false)',
      'if (!init.patchRoutesOnNavigation)': 'if (true)',
      'if (typeof route.lazy === "function")': 'if (false)',
    },
  },
  {
    // View transitions and <Await>.
    file: /\/react-router\/dist\/production\/lib\/components\.js$/,
    functions: {},
    classes: ['AwaitErrorBoundary'],
    settled: {
      'if (!viewTransitionOpts || !isViewTransitionAvailable)': 'if (true)',
      'if (vtContext.isTransitioning && !vtContext.flushSync)': 'if (false)',
      'if (renderDfd && pendingState && router.window)': 'if (false)',
      'if (renderDfd && pendingState && state.location.key === pendingState.location.key)': 'if (false)',
      'if (!vtContext.isTransitioning && interruption)': 'if (false)',
    },
  },
  {
    file: /\/react-router\/dist\/production\/lib\/dom\/lib\.js$/,
    functions: { useViewTransitionState: 'return false', HistoryRouter: never },
  },
  {
    // `ssr: false`: every page comes from the server, or as it came from the phone.
    file: /\/react-router\/dist\/production\/lib\/dom\/ssr\/single-fetch\.js$/,
    functions: { nonSsrStrategy: never },
  },
]
