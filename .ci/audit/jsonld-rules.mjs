// What schema.org and the documentation of search engines ask of the nodes that a practice
// publishes. A name with a bar between its parts means that one of them is enough.

const businesses = [
  'LocalBusiness', 'HealthAndBeautyBusiness', 'BeautySalon', 'DaySpa', 'HealthClub', 'SportsActivityLocation', 'ExerciseGym',
  'ProfessionalService', 'MedicalBusiness', 'MedicalClinic', 'CommunityHealth', 'Dentist', 'Dermatology', 'DietNutrition',
  'Geriatric', 'Gynecologic', 'Midwifery', 'Nursing', 'Obstetric', 'Oncologic', 'Optician', 'Optometric', 'Otolaryngologic',
  'Pediatric', 'Pharmacy', 'Physician', 'PhysiciansOffice', 'IndividualPhysician', 'Physiotherapy', 'PlasticSurgery', 'Podiatric',
  'PrimaryCare', 'Psychiatric', 'PublicHealth',
];
const articles = ['Article', 'BlogPosting', 'NewsArticle', 'TechArticle', 'ScholarlyArticle', 'MedicalScholarlyArticle'];
const events = [
  'Event', 'BusinessEvent', 'CourseInstance', 'DanceEvent', 'EducationEvent', 'EventSeries', 'Festival', 'SocialEvent', 'SportsEvent',
];

const rules = [
  {
    types: businesses,
    required: ['name', 'address'],
    recommended: ['geo', 'telephone', 'url', 'openingHoursSpecification', 'priceRange', 'image'],
    mayBeBrief: true,
    check: shortPriceRange,
  },
  { types: ['OpeningHoursSpecification'], required: ['dayOfWeek|validFrom', 'opens', 'closes'], check: clockTimes },
  { types: ['Service'], required: ['name', 'provider'], recommended: ['serviceType', 'areaServed', 'offers'] },
  { types: ['Offer'], required: ['price|priceSpecification'], recommended: ['availability', 'url'], check: money },
  {
    // What else a person may have (languages, credentials, memberships) not every person has.
    types: ['Person'], required: ['name'], recommended: ['jobTitle', 'image', 'worksFor'], mayBeBrief: true,
  },
  {
    types: events,
    required: ['name', 'startDate', 'location'],
    recommended: ['endDate', 'eventStatus', 'eventAttendanceMode', 'image', 'description', 'offers', 'organizer', 'performer'],
    check: (node, find) => [...offsets(node, ['startDate', 'endDate']), ...places(node, find)],
  },
  {
    types: articles,
    required: ['headline', 'datePublished', 'author'],
    recommended: ['dateModified', 'image'],
    check: (node, find) => [...offsets(node, ['datePublished', 'dateModified']), ...authors(node, find)],
  },
  { types: ['BreadcrumbList'], required: ['itemListElement'], check: trail },
  { types: ['FAQPage'], required: ['mainEntity'] },
  { types: ['Question'], required: ['name', 'acceptedAnswer'] },
  { types: ['Answer'], required: ['text'] },
  { types: ['WebSite'], required: ['name', 'url'] },
];

// A practice may not hold up its own reviews to search engines.
const reviewTypes = /Review$|Rating$/;
const reviewProperties = ['review', 'reviews', 'aggregateRating'];

const addresses = ['@id', 'url', 'item', 'image', 'logo', 'photo', 'sameAs', 'contentUrl', 'mainEntityOfPage'];

// faultsOf returns a sentence for everything that is wrong with the nodes of a graph.
export function faultsOf(graph, { strict }) {
  const nodes = nodesWithin(graph);
  const named = new Map(graph.filter((node) => node['@id']).map((node) => [node['@id'], node]));
  const find = (value) => (isReference(value) ? named.get(value['@id']) : value);
  return [
    ...sameNames(graph),
    ...nodes.filter(isReference).filter((node) => !named.has(node['@id'])).map((node) => `nothing in the graph has the @id ${node['@id']}`),
    ...nodes.filter((node) => !isReference(node)).flatMap((node) => nodeFaults(node, find, strict).map((fault) => `${titleOf(node)}: ${fault}`)),
  ];
}

function nodesWithin(value) {
  if (Array.isArray(value)) return value.flatMap(nodesWithin);
  if (!value || typeof value !== 'object') return [];
  return [value, ...Object.values(value).flatMap(nodesWithin)];
}

const isReference = (value) => Boolean(value?.['@id']) && Object.keys(value).length === 1;

const sameNames = (graph) => {
  const ids = graph.map((node) => node['@id']).filter(Boolean);
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))].map((id) => `two nodes have the @id ${id}`);
};

const typesOf = (node) => [node['@type'] ?? []].flat();
const titleOf = (node) => [typesOf(node).join(', ') || 'a node without a @type', node.name ?? node.headline].filter(Boolean).join(' ');
const valuesOf = (node, property) => [node[property] ?? []].flat();
const has = (node, properties) => properties.split('|').some((property) => valuesOf(node, property).some((value) => value !== ''));

function nodeFaults(node, find, strict) {
  const types = typesOf(node);
  const faults = types.length ? [] : ['has no @type'];
  const isReview = types.some((type) => reviewTypes.test(type)) || reviewProperties.some((property) => property in node);
  if (isReview) faults.push('holds a review or a rating of the practice itself');
  for (const rule of rules.filter((rule) => rule.types.some((type) => types.includes(type)))) {
    faults.push(...missing(node, rule, strict), ...(rule.check?.(node, find) ?? []));
  }
  return [...faults, ...relativeAddresses(node)];
}

function missing(node, { required, recommended = [], mayBeBrief }, strict) {
  const faults = required.filter((name) => !has(node, name)).map((name) => `has no ${name}, which is required`);
  // Who is only mentioned, and has no @id of its own, need not be told in full.
  const isAsked = strict && (node['@id'] || !mayBeBrief);
  const wanted = isAsked ? recommended : [];
  return [...faults, ...wanted.filter((name) => !has(node, name)).map((name) => `has no ${name}, which is recommended`)];
}

function relativeAddresses(node) {
  const texts = addresses.flatMap((property) => valuesOf(node, property).map((value) => ({ property, value })));
  return texts.filter(({ value }) => typeof value === 'string' && !/^https?:\/\/[^/]/.test(value))
    .map(({ property, value }) => `the ${property} "${value}" is not a whole address`);
}

function shortPriceRange({ priceRange = '' }) {
  return priceRange.length < 100 ? [] : ['the priceRange has 100 characters or more'];
}

function clockTimes(node) {
  return ['opens', 'closes'].filter((name) => node[name] && !/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(node[name]))
    .map((name) => `${name} "${node[name]}" is not a time such as 09:00`);
}

function money(node, find) {
  const holders = [node, ...valuesOf(node, 'priceSpecification').map(find)].filter((holder) => holder && has(holder, 'price'));
  return holders.flatMap(({ price, priceCurrency }) => [
    ...(/^\d+(\.\d+)?$/.test(price) ? [] : [`the price "${price}" is not a number`]),
    ...(/^[A-Z]{3}$/.test(priceCurrency ?? '') ? [] : ['has no priceCurrency of three letters, which is required']),
  ]);
}

function offsets(node, names) {
  return names.filter((name) => node[name] && !/T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/.test(node[name]))
    .map((name) => `${name} "${node[name]}" has no time with an offset`);
}

function places(node, find) {
  const found = valuesOf(node, 'location').map(find).filter(Boolean);
  const isWhole = (place) => has(place, typesOf(place).includes('VirtualLocation') ? 'url' : 'address');
  return found.every(isWhole) ? [] : ['the location has no address, or no url where it is virtual'];
}

function authors(node, find) {
  const found = valuesOf(node, 'author').map(find).filter(Boolean);
  return found.every((author) => has(author, 'name') && has(author, 'url')) ? [] : ['the author has no name or no url'];
}

// trail wants two steps or more; the last is the page itself, and needs no address.
function trail(node) {
  const steps = valuesOf(node, 'itemListElement');
  const faults = steps.length >= 2 ? [] : ['has less than two steps'];
  for (const [index, step] of steps.entries()) {
    if (Number(step.position) !== index + 1) faults.push(`step ${index + 1} has the position ${step.position}`);
    if (!has(step, 'name')) faults.push(`step ${index + 1} has no name`);
    if (index < steps.length - 1 && !has(step, 'item')) faults.push(`step ${index + 1} has no item`);
  }
  return faults;
}
