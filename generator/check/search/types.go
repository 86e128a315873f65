package search

// isLocalBusiness tells whether a type of schema.org is LocalBusiness, or one of those below it.
func isLocalBusiness(kind string) bool {
	switch kind {
	case "LocalBusiness",
		"AccountingService", "AdultEntertainment", "AmusementPark", "AnimalShelter", "ArchiveOrganization", "ArtGallery", "Attorney", "Audiology",
		"AutoBodyShop", "AutoDealer", "AutoPartsStore", "AutoRental", "AutoRepair", "AutoWash", "AutomatedTeller", "AutomotiveBusiness", "Bakery",
		"BankOrCreditUnion", "BarOrPub", "BeautySalon", "BedAndBreakfast", "BikeStore", "BookStore", "BowlingAlley", "Brewery", "CafeOrCoffeeShop",
		"Campground", "Casino", "ChildCare", "ClothingStore", "ComedyClub", "CommunityHealth", "ComputerStore", "ConvenienceStore",
		"CovidTestingFacility", "DaySpa", "Dentist", "DepartmentStore", "Dermatology", "DietNutrition", "Distillery", "DryCleaningOrLaundry",
		"Electrician", "ElectronicsStore", "Emergency", "EmergencyService", "EmploymentAgency", "EntertainmentBusiness", "ExerciseGym",
		"FastFoodRestaurant", "FinancialService", "FireStation", "Florist", "FoodEstablishment", "FurnitureStore", "GardenStore", "GasStation",
		"GeneralContractor", "Geriatric", "GolfCourse", "GovernmentOffice", "GroceryStore", "Gynecologic", "HVACBusiness", "HairSalon",
		"HardwareStore", "HealthAndBeautyBusiness", "HealthClub", "HobbyShop", "HomeAndConstructionBusiness", "HomeGoodsStore", "Hospital",
		"Hostel", "Hotel", "HousePainter", "IceCreamShop", "IndividualPhysician", "InsuranceAgency", "InternetCafe", "JewelryStore",
		"LegalService", "Library", "LiquorStore", "Locksmith", "LodgingBusiness", "MedicalBusiness", "MedicalClinic", "MensClothingStore",
		"Midwifery", "MobilePhoneStore", "Motel", "MotorcycleDealer", "MotorcycleRepair", "MovieRentalStore", "MovieTheater", "MovingCompany",
		"MusicStore", "NailSalon", "NightClub", "Notary", "Nursing", "Obstetric", "OfficeEquipmentStore", "Oncologic", "Ophthalmology", "Optician",
		"Optometric", "Otolaryngologic", "OutletStore", "PawnShop", "Pediatric", "PetStore", "Pharmacy", "Physician", "PhysiciansOffice",
		"Physiotherapy", "PlasticSurgery", "Plumber", "Podiatric", "PoliceStation", "PostOffice", "PrimaryCare", "ProfessionalService",
		"Psychiatric", "PublicHealth", "PublicSwimmingPool", "RadioStation", "RealEstateAgent", "RecyclingCenter", "Resort", "Restaurant",
		"RoofingContractor", "SelfStorage", "ShoeStore", "ShoppingCenter", "SkiResort", "SportingGoodsStore", "SportsActivityLocation",
		"SportsClub", "StadiumOrArena", "Store", "TattooParlor", "TelevisionStation", "TennisComplex", "TireShop", "TouristInformationCenter",
		"ToyStore", "TravelAgency", "VacationRental", "WholesaleStore", "Winery":
		return true
	}
	return false
}

// isOrganisation tells whether a type is one of those whose reviews of themselves search engines do not show.
func isOrganisation(kind string) bool {
	switch kind {
	case "Organization", "Corporation", "Cooperative", "EducationalOrganization", "MedicalOrganization", "NGO", "OnlineBusiness", "OnlineStore",
		"DiagnosticLab", "VeterinaryCare", "SportsOrganization", "WorkersUnion":
		return true
	}
	return isLocalBusiness(kind)
}

// isEvent tells whether a type is that of an event that people can go to.
func isEvent(kind string) bool {
	switch kind {
	case "Event", "BusinessEvent", "ChildrensEvent", "ComedyEvent", "ConferenceEvent", "DanceEvent", "EducationEvent", "ExhibitionEvent", "Festival",
		"FoodEvent", "Hackathon", "LiteraryEvent", "MusicEvent", "PerformingArtsEvent", "SaleEvent", "ScreeningEvent", "SocialEvent", "SportsEvent",
		"TheaterEvent", "VisualArtsEvent":
		return true
	}
	return false
}

// isArticle tells whether a type is that of an article which search engines show as one.
func isArticle(kind string) bool {
	return kind == "Article" || kind == "BlogPosting" || kind == "NewsArticle"
}

// isReview tells whether a type is that of an opinion, or of many together.
func isReview(kind string) bool {
	switch kind {
	case "Review", "UserReview", "CriticReview", "EmployerReview", "Recommendation", "AggregateRating", "EmployerAggregateRating":
		return true
	}
	return false
}
