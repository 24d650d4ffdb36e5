// Which array of an NPZ file holds the images, and which the labels, by the names that are usual: those of
// Keras (x_train, y_train, x_test, y_test), of scikit-learn (images or data, target; X, y) and of others
// alike (train_images, train_labels). docs/data.md lists them.
#pragma once

#include <string>
#include <vector>

namespace cae {

enum class DataPart { training, test };

// Of the names, that of the images of this part: a name for the part before one for both, else the only one;
// "" for none.
std::string images_array(const std::vector<std::string>& names, DataPart part);

// That of the labels which stand beside the array `images`: y_train beside x_train, target beside data; ""
// for none.
std::string labels_beside(const std::vector<std::string>& names, const std::string& images);

// That of labels in a file without the images.
std::string labels_array(const std::vector<std::string>& names, DataPart part);

}  // namespace cae
