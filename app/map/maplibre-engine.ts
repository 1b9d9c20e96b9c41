import 'maplibre-gl/dist/maplibre-gl.css'
import {
  type AllPaintProperties,
  type GeoJSONSource,
  type LineLayerSpecification,
  Map as MapLibreMap,
  type MapMouseEvent,
  type StyleSpecification,
  setWorkerUrl,
} from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import type { Bounds, Colours, CreateMapEngine, MapOptions, MapSquare } from './map-engine.ts'
import { drawRing, drawSquare, squares } from './square-image.ts'

/** 6 px from afar to 18 px near by; the pictures are 18 px wide. */
const size = ['interpolate', ['linear'], ['zoom'], 11, 6 / 18, 17, 1]
const nobody = '-'

export const createMapLibreEngine: CreateMapEngine = async (options) => {
  setWorkerUrl(workerUrl)
  const map = new MapLibreMap({
    container: options.container,
    style: styleOf(options),
    bounds: options.bounds,
    fitBoundsOptions: { padding: 24, maxZoom: 16 },
    maxZoom: 19,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    interactive: options.interactive,
  })
  map.getCanvas().setAttribute('aria-label', options.label)
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  await loaded(map)
  drawPictures(map, options.colours)
  addBuildingLayers(map)
  listen(map, options)
  // Without fading, pictures placed after the last frame would wait for the next move of the map.
  map.on('sourcedata', ({ sourceId }) => sourceId === 'buildings' && map.triggerRepaint())

  return {
    setSquares: (shown) => map.getSource<GeoJSONSource>('buildings')?.setData(collectionOf(shown)),
    setColours(colours) {
      drawPictures(map, colours)
      for (const [layer, property, colour] of paints(colours)) map.setPaintProperty(layer, property, colour)
    },
    highlight: (id) => map.setFilter('ring', ['==', ['get', 'id'], id ?? nobody]),
    zoom: (by) => (by > 0 ? map.zoomIn({ animate: false }) : map.zoomOut({ animate: false })),
    fit: (bounds: Bounds) => map.fitBounds(bounds, { padding: 24, maxZoom: 16, animate: false }),
    placeAt(x, y) {
      const { lng, lat } = map.unproject([x, y])
      return { lon: lng, lat }
    },
    destroy: () => map.remove(),
  }
}

/** Without WebGL the library says so in an error, and never loads. */
function loaded(map: MapLibreMap) {
  return new Promise<void>((resolve, reject) => {
    map.once('load', () => resolve())
    map.on('error', ({ error }) => {
      if (!map.loaded() && /webgl/i.test(error.message)) reject(error)
    })
  })
}

function styleOf({ colours, basemapVersion }: MapOptions): StyleSpecification {
  const ground = { id: 'ground', type: 'background', paint: { 'background-color': colours.wall } } as const
  if (!basemapVersion) return { version: 8, sources: {}, layers: [ground] }
  const line = (id: 'major' | 'minor' | 'path', minzoom: number, near: number): LineLayerSpecification => ({
    id,
    type: 'line',
    source: 'basemap',
    'source-layer': id,
    minzoom,
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: {
      'line-color': colours.hair,
      'line-width': ['interpolate', ['exponential', 1.5], ['zoom'], 10, near / 8, 16, near],
      ...(id === 'path' ? { 'line-dasharray': [2, 2] } : {}),
    },
  })
  return {
    version: 8,
    sources: {
      basemap: {
        type: 'vector',
        tiles: [`${location.origin}/tiles/basemap/{z}/{x}/{y}.mvt?v=${basemapVersion}`],
        maxzoom: 15,
      },
    },
    layers: [
      ground,
      {
        id: 'area',
        type: 'fill',
        source: 'basemap',
        'source-layer': 'area',
        paint: { 'fill-color': colours.sheet, 'fill-outline-color': colours.edge },
      },
      line('path', 14, 1.5),
      line('minor', 12, 6),
      line('major', 0, 10),
    ],
  }
}

function paints(colours: Colours): [layer: string, property: keyof AllPaintProperties, colour: string][] {
  return [
    ['ground', 'background-color', colours.wall],
    ['area', 'fill-color', colours.sheet],
    ['area', 'fill-outline-color', colours.edge],
    ['path', 'line-color', colours.hair],
    ['minor', 'line-color', colours.hair],
    ['major', 'line-color', colours.hair],
  ]
}

function drawPictures(map: MapLibreMap, colours: Colours) {
  const put = (name: string, picture: ImageData) => {
    if (map.hasImage(name)) map.updateImage(name, picture)
    else map.addImage(name, picture, { pixelRatio: 2 })
  }
  for (const square of squares) put(`square-${square}`, drawSquare(square, colours))
  put('ring', drawRing(colours))
}

function addBuildingLayers(map: MapLibreMap) {
  map.addSource('buildings', { type: 'geojson', data: collectionOf([]) })
  const layout = { 'icon-allow-overlap': true, 'icon-ignore-placement': true, 'icon-size': size } as const
  map.addLayer({
    id: 'buildings',
    type: 'symbol',
    source: 'buildings',
    layout: {
      ...layout,
      'icon-size': size as never,
      'icon-image': ['concat', 'square-', ['get', 'square']],
      'symbol-sort-key': ['get', 'order'],
    },
  })
  map.addLayer({
    id: 'ring',
    type: 'symbol',
    source: 'buildings',
    filter: ['==', ['get', 'id'], nobody],
    layout: { ...layout, 'icon-size': size as never, 'icon-image': 'ring' },
  })
}

function listen(map: MapLibreMap, { interactive, onHover, onOpen }: MapOptions) {
  if (!interactive) return
  const under = ({ point }: MapMouseEvent) => {
    const near: [[number, number], [number, number]] = [
      [point.x - 4, point.y - 4],
      [point.x + 4, point.y + 4],
    ]
    const [first] = map.queryRenderedFeatures(near, { layers: ['buildings'] })
    return first ? String(first.properties.id) : null
  }
  map.on('mousemove', (event) => {
    const id = under(event)
    map.getCanvas().style.cursor = id ? 'pointer' : ''
    onHover(id)
  })
  map.on('mouseout', () => onHover(null))
  map.on('click', (event) => {
    const id = under(event)
    if (id) onOpen(id)
  })
}

function collectionOf(shown: readonly MapSquare[]): GeoJSON.FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: shown.map(({ id, lon, lat, square }) => ({
      type: 'Feature',
      // What is known lies above what is not.
      properties: { id, square: String(square), order: typeof square === 'number' ? square + 1 : 0 },
      geometry: { type: 'Point', coordinates: [lon, lat] },
    })),
  }
}
